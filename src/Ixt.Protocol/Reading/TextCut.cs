namespace Ixt.Protocol;

/// <summary>A string of base64 that was decoded and taken out of a text.</summary>
/// <param name="At">Where it begins in the whole text, behind its quote.</param>
/// <param name="Length">Of the base64, in bytes.</param>
/// <param name="Bytes">What it stands for.</param>
internal readonly record struct TextCut(int At, int Length, byte[] Bytes);
