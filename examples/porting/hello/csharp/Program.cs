using Hello;

#region run
return await new Greeter().RunAsync();
#endregion
