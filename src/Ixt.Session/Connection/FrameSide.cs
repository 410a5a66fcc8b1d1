namespace Ixt.Session;

/// <summary>Which of the two directions' frames somebody writes.</summary>
internal enum FrameSide
{
    /// <summary>Frames of a module.</summary>
    Module,

    /// <summary>Frames of a runtime.</summary>
    Runtime,
}
