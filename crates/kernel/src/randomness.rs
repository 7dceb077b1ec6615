//! Where chance comes from: an argument, so that tests and the demo are repeatable.

/// A source of unpredictable (or, for the demo, repeatable) bytes.
pub trait Randomness: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);

    /// A code of `length` characters that can be read aloud: digits and capitals without
    /// 0, O, 1, I and L (UX §2). 31 characters, about 4.95 bits each.
    fn code(&self, length: usize) -> String {
        const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        let mut out = String::with_capacity(length);
        while out.len() < length {
            let mut byte = [0u8; 1];
            self.fill(&mut byte);
            // Bytes past the largest multiple of 31 would favour the first letters.
            if byte[0] < 248 {
                out.push(char::from(ALPHABET[usize::from(byte[0] % 31)]));
            }
        }
        out
    }
}
