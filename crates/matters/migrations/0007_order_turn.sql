-- One row a district, for imports to take turns by: chunks of two imports touch the same tallies in
-- whatever order their orders come, and would wait for each other in a circle.
CREATE TABLE order_turn (
    district_id BIGINT PRIMARY KEY
);
