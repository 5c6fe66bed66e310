-- Purchases by day, of new and of returning customers. New is who has not paid before, on whatever day.
SELECT
    paid.day AS day,
    count(CASE WHEN paid.paid_at = earliest.paid_at THEN 1 END) AS new_customers,
    count(CASE WHEN paid.paid_at > earliest.paid_at THEN 1 END) AS returning_customers
FROM (
    SELECT day, after_customer_email AS customer, after_paid_at AS paid_at
    FROM purchases
    WHERE day BETWEEN ? AND ? AND before_paid_at IS NULL AND after_paid_at IS NOT NULL
) AS paid
JOIN (
    SELECT after_customer_email AS customer, min(after_paid_at) AS paid_at
    FROM purchases
    WHERE before_paid_at IS NULL AND after_paid_at IS NOT NULL
    GROUP BY after_customer_email
) AS earliest ON earliest.customer = paid.customer
GROUP BY paid.day
ORDER BY day
