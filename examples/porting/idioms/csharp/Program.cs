using Porting.Idioms;

return await new Idioms().RunAsync();
