-- Refunds by day and reason, and their part of the purchases that were paid on that day.
SELECT
    refunded.day AS day,
    refunded.reason AS reason,
    refunded.refunds AS refunds,
    refunded.amount AS amount,
    refunded.currency AS currency,
    CAST(refunded.refunds AS double) / paid.purchases AS rate
FROM (
    SELECT day, coalesce(after_failure_reason, 'unknown') AS reason, after_currency AS currency, count(*) AS refunds, sum(after_amount) AS amount
    FROM purchases
    WHERE day BETWEEN ? AND ? AND before_refunded_at IS NULL AND after_refunded_at IS NOT NULL
    GROUP BY day, coalesce(after_failure_reason, 'unknown'), after_currency
) AS refunded
LEFT JOIN (
    SELECT day, count(*) AS purchases
    FROM purchases
    WHERE before_paid_at IS NULL AND after_paid_at IS NOT NULL
    GROUP BY day
) AS paid ON paid.day = refunded.day
ORDER BY day, refunds DESC, reason, currency
