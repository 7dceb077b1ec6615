//! Pure decisions of the registry: facts in, a finding or a refusal out.

pub mod naming;
