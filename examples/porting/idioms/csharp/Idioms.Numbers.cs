using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Porting.Idioms;

internal sealed partial class Idioms
{
    [Topic("idioms.numbers")]
    private static ModuleResult Numbers(HandleMessage message)
    {
        JsonElement data = Parse(message.Payload);
        int a = data.GetProperty("a").GetInt32();
        int b = data.GetProperty("b").GetInt32();
        string digits = data.GetProperty("digits").GetString()!;
        double half = data.GetProperty("half").GetDouble();

        decimal price = decimal.Parse(data.GetProperty("price").GetString()!, CultureInfo.InvariantCulture);
        double exact = (double)a / b;
        int floor = (int)Math.Floor((double)a / b);
        int rest = (a % b + b) % b;
        int power = 1 << 10;
        int rounded = (int)Math.Round(half);
        decimal total = price * 3;
        long parsed = long.Parse(digits, CultureInfo.InvariantCulture);
        BigInteger big = BigInteger.Pow(parsed, 3);
        int limited = Math.Clamp(a, 0, 5);
        return Success(
            ("exact", exact),
            ("floor", floor),
            ("rest", rest),
            ("power", power),
            ("rounded", rounded),
            ("total", total.ToString(CultureInfo.InvariantCulture)),
            ("parsed", parsed),
            ("big", big.ToString(CultureInfo.InvariantCulture)),
            ("limited", limited));
    }
}
