namespace NotificationService.SendEmail;

/// <summary>One e-mail to a customer, in both forms that mail programs show.</summary>
/// <param name="Kind">Names the occasion; a purchase gets each kind at most once.</param>
public sealed record Letter(string Kind, string From, string To, string Subject, string Text, string Html);
