-- What is late in a building, for its station: without it every matter the building ever had is read.
CREATE INDEX matter_building_due ON matter (building_id, raised_at, id, due_at, visibility) WHERE due_at IS NOT NULL;

-- Nobody asks for all running clocks by kind: those that tell of themselves have an index of their
-- own. This one only drew to itself the questions after the running clocks of a few matters, which
-- then read every clock that runs.
DROP INDEX clock_running;
