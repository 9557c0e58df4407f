-- Letters that nobody confirms are counted by address, whatever its capitals.
drop index petition_subscriptions_email;
create index petition_subscriptions_email on petition_subscriptions (lower(email), created_at);
