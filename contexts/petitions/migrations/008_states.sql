-- Letters that nobody confirms are counted by address, whatever its capitals.
drop index petition_subscriptions_email;
create index petition_subscriptions_email on petition_subscriptions (lower(email), created_at);

-- How to reach who joined was kept and never read: letters have their own table.
alter table petition_joins drop column email;
alter table petition_joins drop column phone;
