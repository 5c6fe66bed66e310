-- Who comes back: of the customers that bought for the first time in a month, how many bought in that month and in each later one.
SELECT
    substr(earliest.day, 1, 7) AS cohort,
    date_diff('month', CAST(concat(substr(earliest.day, 1, 7), '-01') AS date), CAST(concat(substr(paid.day, 1, 7), '-01') AS date)) AS months_later,
    count(DISTINCT paid.customer) AS customers
FROM (
    SELECT after_customer_email AS customer, min(day) AS day
    FROM purchases
    WHERE before_paid_at IS NULL AND after_paid_at IS NOT NULL
    GROUP BY after_customer_email
    HAVING min(day) BETWEEN ? AND ?
) AS earliest
JOIN (
    SELECT after_customer_email AS customer, day
    FROM purchases
    WHERE before_paid_at IS NULL AND after_paid_at IS NOT NULL
) AS paid ON paid.customer = earliest.customer
GROUP BY 1, 2
ORDER BY cohort, months_later
