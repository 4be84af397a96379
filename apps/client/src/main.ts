import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app-config';
import { allowEmptyMarkupOnly } from './app/trusted-types';

allowEmptyMarkupOnly(window);
void bootstrapApplication(App, appConfig);
