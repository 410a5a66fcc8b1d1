using System.Globalization;
using System.Net;
using System.Text;

namespace Ixt.Bench.Ipc;

/// <summary>An inline drawing. Colours come from the page's style by class, so that it follows light and dark.</summary>
internal sealed class Svg(double width, double height, string description)
{
    private readonly StringBuilder _body = new();

    internal double Width => width;

    internal double Height => height;

    internal void Line(double x1, double y1, double x2, double y2, string style) =>
        _body.Append(CultureInfo.InvariantCulture, $"<line class=\"{style}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>\n");

    internal void Rect(double x, double y, double w, double h, string style) =>
        _body.Append(CultureInfo.InvariantCulture, $"<rect class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{Math.Max(w, 0.5):0.#}\" height=\"{h:0.#}\" rx=\"2\"/>\n");

    /// <param name="hint">What a pointer that rests on it is told.</param>
    internal void Dot(double x, double y, double radius, string style, string hint) =>
        _body.Append(CultureInfo.InvariantCulture, $"<circle class=\"{style}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\"><title>{WebUtility.HtmlEncode(hint)}</title></circle>\n");

    internal void Polyline(IEnumerable<(double X, double Y)> points, string style) =>
        _body.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{style}\" points=\"{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")))}\"/>\n");

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    internal void Text(double x, double y, string text, string anchor = "start", string style = "label") =>
        _body.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>\n");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\">\n{_body}</svg>\n");
}
