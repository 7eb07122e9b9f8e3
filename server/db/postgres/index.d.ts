// The types of the published package: our changes alter no signature.
import postgres = require('postgres');
export = postgres;
