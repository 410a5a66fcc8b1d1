using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ixt.Nexus.Generators;

/// <summary>Constants as C#.</summary>
internal static class Literals
{
    internal static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A parameter's default, or null if it has none.</summary>
    internal static string? DefaultOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        string type = parameter.Type.In(WellKnown.Full);
        return parameter.ExplicitDefaultValue switch
        {
            null => $"default({type})!",
            string text => Text(text),
            double number => $"({type}){Of(number, "double", "d")}",
            float number => $"({type}){Of(number, "float", "f")}",
            decimal number => $"({type}){number.ToString(CultureInfo.InvariantCulture)}m",
            object value => $"({type})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
        };
    }

    private static string Of(double number, string type, string suffix) =>
        double.IsNaN(number) ? type + ".NaN"
        : double.IsInfinity(number) ? type + (number > 0 ? ".PositiveInfinity" : ".NegativeInfinity")
        : $"({number.ToString("R", CultureInfo.InvariantCulture)}{suffix})";
}
