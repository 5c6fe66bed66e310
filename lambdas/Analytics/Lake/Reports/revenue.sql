-- Revenue by day and product: what was charged on a day, and what was given back on it.
SELECT
    day,
    after_product_id AS product,
    after_currency AS currency,
    count(CASE WHEN before_paid_at IS NULL AND after_paid_at IS NOT NULL THEN 1 END) AS purchases,
    sum(CASE WHEN before_paid_at IS NULL AND after_paid_at IS NOT NULL THEN after_amount ELSE 0 END) AS charged,
    sum(CASE WHEN before_refunded_at IS NULL AND after_refunded_at IS NOT NULL THEN after_amount ELSE 0 END) AS refunded
FROM purchases
WHERE day BETWEEN ? AND ?
    AND ((before_paid_at IS NULL AND after_paid_at IS NOT NULL) OR (before_refunded_at IS NULL AND after_refunded_at IS NOT NULL))
GROUP BY day, after_product_id, after_currency
ORDER BY day, product, currency
