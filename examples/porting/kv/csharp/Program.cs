using Profiles;

return await new ProfileService().RunAsync();
