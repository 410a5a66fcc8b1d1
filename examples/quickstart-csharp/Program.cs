using QuickStart;

return await new MyModule().RunAsync();
