using Shop;

return await new PayloadModule().RunAsync();
