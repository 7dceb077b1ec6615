-- Who sits anywhere for an enterprise: without it its page reads every post of the installation.
CREATE INDEX post_represents ON post (represents_body_id, until_on) WHERE represents_body_id IS NOT NULL;
