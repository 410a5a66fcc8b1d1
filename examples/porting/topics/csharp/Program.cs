using TextTools;

return await new TextTool().RunAsync();
