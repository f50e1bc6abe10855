-- The role of the running service: it owns nothing. `veche migrate`, signed in as the owner, gives it
-- its rights. Its password is set by a person, once:  \password veche_service
CREATE ROLE veche_service LOGIN;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
