-- From checkout to first login: how many of each day's checkouts were paid, completed, and logged in by. A customer of old gets no link to log in by.
SELECT
    checkout.day AS day,
    count(*) AS checkouts,
    count(checkout.paid_at) AS paid,
    count(checkout.completed_at) AS completed,
    count(login.logged_in_at) AS logged_in,
    CAST(count(login.logged_in_at) AS double) / count(*) AS conversion
FROM (
    SELECT item_key, min(day) AS day, max(after_paid_at) AS paid_at, max(after_completed_at) AS completed_at, min(op) AS first_op
    FROM purchases
    WHERE day BETWEEN ? AND ?
    GROUP BY item_key
) AS checkout
LEFT JOIN (
    SELECT after_purchase_id AS purchase_id, min(after_logged_in_at) AS logged_in_at
    FROM users
    WHERE after_logged_in_at IS NOT NULL
    GROUP BY after_purchase_id
) AS login ON login.purchase_id = checkout.item_key
WHERE checkout.first_op = 'c'
GROUP BY checkout.day
ORDER BY day
