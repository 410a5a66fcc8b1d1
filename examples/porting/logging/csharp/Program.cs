using Imports;

return await new Importer().RunAsync();
