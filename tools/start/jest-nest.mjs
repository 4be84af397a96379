// Loaded before a spec of the BFF. Packages of CommonJS ask for these by require() while the graph of the spec is still being
// linked, which is a cycle unless they are there already.
import '@nestjs/common';
import '@nestjs/core';
