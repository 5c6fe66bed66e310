-- From the payment to the first login, in milliseconds: the time that 50, 95 and 99 of 100 buyers who logged in on a day did not take longer than.
SELECT
    day,
    count(*) AS purchases,
    min(CASE WHEN place >= 0.50 * total THEN milliseconds END) AS p50,
    min(CASE WHEN place >= 0.95 * total THEN milliseconds END) AS p95,
    min(CASE WHEN place >= 0.99 * total THEN milliseconds END) AS p99
FROM (
    SELECT
        day,
        milliseconds,
        row_number() OVER (PARTITION BY day ORDER BY milliseconds) AS place,
        count(*) OVER (PARTITION BY day) AS total
    FROM (
        SELECT login.day AS day, date_diff('millisecond', paid.after_paid_at, login.after_logged_in_at) AS milliseconds
        FROM users AS login
        JOIN purchases AS paid ON paid.item_key = login.after_purchase_id
        WHERE login.day BETWEEN ? AND ?
            AND login.before_logged_in_at IS NULL AND login.after_logged_in_at IS NOT NULL
            AND paid.before_paid_at IS NULL AND paid.after_paid_at IS NOT NULL
    ) AS logged_in
) AS ranked
GROUP BY day
ORDER BY day
