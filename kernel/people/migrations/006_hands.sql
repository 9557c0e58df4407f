-- Through whose hands an account has been: who made a link through which its password was set. It is
-- never forgotten but where the operator at the command line gives a link: whoever could know the
-- password once may be behind the account still. Of before, every link that an officer made counts.
create table account_hands (
  user_id INTEGER NOT NULL REFERENCES accounts (id),
  hand_id INTEGER NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (user_id, hand_id)
) STRICT;
insert into account_hands (user_id, hand_id)
  select id, password_from from accounts where password_from <> 0 and password_from <> id
  union
  select j.subject_id, j.actor_id from journal j
    join accounts a on a.id = j.subject_id join accounts b on b.id = j.actor_id
  where j.subject_kind = 'account' and j.verb = 'people.make_password_link'
    and j.actor_kind = 2 and j.actor_id <> j.subject_id;
alter table accounts drop column password_from;
