import { install, missingPackages } from './install.ts';

const packages = missingPackages();
console.log(packages.join(', '));
install(packages);
