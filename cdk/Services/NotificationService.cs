using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>Writes to the buyer, and remembers what it has written.</summary>
internal sealed class NotificationService : Construct
{
    public NotificationService(Construct scope, Platform platform) : base(scope, nameof(NotificationService))
    {
        var notifications = new ServiceTable(this, "Notifications", platform.Config, new(Key: "notificationId", TimeToLive: "ttl"));

        var sendEmail = new EventConsumer(this, "NotificationService/SendEmail", platform, new()
        {
            ["NOTIFICATIONS_TABLE"] = notifications.TableName,
            ["SENDER_ADDRESS"] = platform.Config.SenderAddress,
            ["MAIN_APP_URL"] = platform.MainAppUrl,
        });
        sendEmail.Allow(["dynamodb:PutItem", "dynamodb:UpdateItem"], on: notifications.TableArn);
        sendEmail.AllowMail(platform.Config);
    }
}
