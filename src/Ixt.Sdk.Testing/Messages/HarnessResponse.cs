using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Sdk.Testing;

/// <summary>What the module answered: success with a JSON object, or an error (IXT-ENV-011, IXT-ENV-012).</summary>
public sealed class HarnessResponse
{
    private readonly string _request;
    private readonly string _stderr;
    private readonly JsonElement _data;

    internal HarnessResponse(string request, ModuleResponse response, string stderr)
    {
        _request = request;
        _stderr = stderr;
        if (response is ResponseSuccess success)
        {
            _data = success.Data;
        }
        else
        {
            Error = ((ResponseError)response).Error;
        }
    }

    /// <summary>Whether it is a success.</summary>
    public bool Success => Error is null;

    /// <summary>The data of a success, an object.</summary>
    /// <exception cref="HarnessException">It is an error; its code, message and the module's stderr are in the exception.</exception>
    public JsonElement Data => EnsureSuccess()._data;

    /// <summary>The error; <see langword="null"/> for a success.</summary>
    public ErrorBody? Error { get; }

    /// <summary>The error's code; <see langword="null"/> for a success.</summary>
    public string? ErrorCode => Error?.Code;

    /// <summary>The error's message; <see langword="null"/> for a success.</summary>
    public string? ErrorMessage => Error?.Message;

    /// <summary>Returns this response if it is a success.</summary>
    /// <exception cref="HarnessException">It is an error; its code, message and the module's stderr are in the exception.</exception>
    public HarnessResponse EnsureSuccess() => Error is null ? this : throw HarnessException.Answered(_request, Error, _stderr);

    /// <summary>The answer for people.</summary>
    public override string ToString() => Error is null ? $"success {_data.GetRawText()}" : $"error {Error.Code}: {Error.Message}{Error.Details?.GetRawText().Insert(0, " ")}";
}
