// The types of the published package: our changes alter no signature, and add one function, which `transaction.ts` declares.
import postgres = require('postgres');
export = postgres;
