//! What happens when things break: the program is killed, a disk is full, a page fails, a node goes.

mod answers;
mod asking;
mod backing_up;
mod full_disk;
mod ground;
mod killing;
mod nodes;
mod wholeness;
mod writers;
