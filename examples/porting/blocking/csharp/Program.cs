using Porting.Blocking;

return await new Vault().RunAsync();
