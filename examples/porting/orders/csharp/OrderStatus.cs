namespace Porting.Orders;

internal static class OrderStatus
{
    public const string Reserved = "reserved";
    public const string Paying = "paying";
    public const string Paid = "paid";
    public const string Cancelled = "cancelled";
    public const string Expired = "expired";
}
