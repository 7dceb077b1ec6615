//! Photos: what comes in is looked at with suspicion, and drawn anew.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use kernel::Refusal;

/// Largest file taken in: 10 MB. Source: assumption (photos of present telephones have 2 to 8).
pub const MOST_BYTES: usize = 10_000_000;
/// Most pixels of a photo: 50 million. Source: assumption (bounds memory at 150 MB).
pub const MOST_PIXELS: u64 = 50_000_000;
const MOST_MEGAPIXELS: i64 = 50;
/// Long side of the picture kept, in pixels; larger ones are shrunk.
const LONG_SIDE: u32 = 2048;
/// Long side of the small picture, in pixels.
const SMALL_SIDE: u32 = 320;
/// Most bytes of the small picture, so that a page of them stays light. Source: UX §13.
const SMALL_BYTES: usize = 60_000;
const QUALITY: u8 = 82;
/// Tried for the small picture, the finest first.
const SMALL_QUALITIES: [u8; 4] = [75, 60, 45, 30];

/// A photo drawn anew, in two sizes, both JPEG without any metadata.
#[derive(Clone)]
pub struct Picture {
    /// The picture, its long side at most 2048 pixels.
    pub full: Vec<u8>,
    /// The small one, its long side at most 320 pixels, at most 60 KB.
    pub small: Vec<u8>,
    /// Width of the full one in pixels, as it is looked at.
    pub width: u32,
    /// Height of the full one in pixels.
    pub height: u32,
}

/// Draws a photo anew from the bytes somebody sent. Takes tenths of a second of a core.
///
/// # Errors
/// Refused at `photos` if it is larger than [`MOST_BYTES`] or [`MOST_PIXELS`], of another type
/// than JPEG, PNG or WebP (by its contents: neither name nor declared type counts), or damaged.
pub fn develop(bytes: &[u8]) -> Result<Picture, Refusal> {
    if bytes.len() > MOST_BYTES {
        let refusal = refuse("attachment-refusal-large");
        return Err(refusal.with("megabytes", MOST_BYTES / 1_000_000));
    }
    let image = decode(bytes)?;
    let full = shrink(&image, LONG_SIDE);
    let small = shrink(&full, SMALL_SIDE);
    Ok(Picture {
        width: full.width(),
        height: full.height(),
        full: encode(&full, QUALITY),
        small: encode_small(&small),
    })
}

fn refuse(key: &'static str) -> Refusal {
    Refusal::at("photos", key)
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, Refusal> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => format,
        _ => return Err(refuse("attachment-refusal-type")),
    };
    let damaged = |_| refuse("attachment-refusal-damaged");
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let refusal = refuse("attachment-refusal-pixels");
        return Err(refusal.with("megapixels", MOST_MEGAPIXELS));
    }
    // How the telephone was held stands in the metadata, which is about to go.
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn shrink(image: &DynamicImage, side: u32) -> DynamicImage {
    let larger = image.width() > side || image.height() > side;
    let image = if larger { &image.thumbnail(side, side) } else { image };
    DynamicImage::ImageRgb8(image.to_rgb8())
}

fn encode(image: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut out = Vec::new();
    image
        .write_with_encoder(JpegEncoder::new_with_quality(&mut out, quality))
        .expect("an image in memory of at most 2048 pixels a side becomes a JPEG");
    out
}

/// Coarser and coarser, and where even that is not light enough, smaller.
fn encode_small(image: &DynamicImage) -> Vec<u8> {
    let small = SMALL_QUALITIES.iter().map(|quality| encode(image, *quality));
    if let Some(light) = small.into_iter().find(|small| small.len() <= SMALL_BYTES) {
        return light;
    }
    encode_small(&image.thumbnail(image.width() / 4 * 3, image.height() / 4 * 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise, which compresses as badly as anything.
    fn noise(width: u32, height: u32) -> DynamicImage {
        let mut state = 1_u32;
        let image = image::RgbImage::from_fn(width, height, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
        });
        DynamicImage::ImageRgb8(image)
    }

    fn as_format(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        image.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    /// A JPEG whose metadata say where it was taken and that the telephone was held upright.
    fn jpeg_with_exif(width: u32, height: u32) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
        let entry = |tag: u16, kind: u16, count: u32, value: u32| {
            let mut bytes = tag.to_le_bytes().to_vec();
            bytes.extend(kind.to_le_bytes());
            bytes.extend(count.to_le_bytes());
            bytes.extend(value.to_le_bytes());
            bytes
        };
        tiff.extend(entry(0x010e, 2, 12, 50)); // description, at 50
        tiff.extend(entry(0x0112, 3, 1, 6)); // turned by 90 degrees
        tiff.extend(entry(0x8825, 4, 1, 62)); // place, at 62
        tiff.extend([0; 4]);
        tiff.extend(b"room 1201 CN");
        tiff.extend(b"\x01\0");
        tiff.extend(entry(0x0001, 2, 2, u32::from(b'N')));
        tiff.extend([0; 4]);
        let mut segment = b"Exif\0\0".to_vec();
        segment.extend(tiff);
        let plain = as_format(&noise(width, height), ImageFormat::Jpeg);
        let mut out = plain[..2].to_vec();
        out.extend(b"\xff\xe1");
        out.extend(u16::try_from(segment.len() + 2).unwrap().to_be_bytes());
        out.extend(segment);
        out.extend(&plain[2..]);
        out
    }

    fn holds(bytes: &[u8], text: &[u8]) -> bool {
        bytes.windows(text.len()).any(|window| window == text)
    }

    #[test]
    fn a_photo_comes_out_upright_and_without_its_place() {
        let sent = jpeg_with_exif(40, 20);
        assert!(holds(&sent, b"Exif") && holds(&sent, b"room 1201"));
        let picture = develop(&sent).unwrap();
        assert_eq!((picture.width, picture.height), (20, 40), "turned as it was held");
        for bytes in [&picture.full, &picture.small] {
            assert_eq!(image::guess_format(bytes).unwrap(), ImageFormat::Jpeg);
            assert!(!holds(bytes, b"Exif") && !holds(bytes, b"room 1201"));
        }
    }

    #[test]
    fn what_hides_behind_a_photo_does_not_come_along() {
        let mut sent = as_format(&noise(30, 30), ImageFormat::Jpeg);
        sent.extend(b"<script>alert(1)</script>PK\x03\x04");
        let picture = develop(&sent).unwrap();
        assert!(!holds(&picture.full, b"<script>") && !holds(&picture.full, b"PK\x03\x04"));
    }

    #[test]
    fn a_large_photo_is_shrunk_and_its_small_picture_is_light() {
        let picture = develop(&as_format(&noise(2600, 1300), ImageFormat::Jpeg)).unwrap();
        assert_eq!((picture.width, picture.height), (2048, 1024));
        assert!(picture.small.len() <= SMALL_BYTES, "{} bytes", picture.small.len());
    }

    #[test]
    fn the_small_picture_of_the_worst_photo_is_light() {
        // Every pixel black or white in each colour by chance: nothing compresses worse. Photos
        // of the small picture's own size are not smoothed by shrinking.
        let mut state = 7_u64;
        let mut bit = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            if state & 1 == 1 { 255 } else { 0 }
        };
        for (width, height) in [(SMALL_SIDE, SMALL_SIDE), (640, 640), (LONG_SIDE, 9)] {
            let worst =
                image::RgbImage::from_fn(width, height, |_, _| image::Rgb([bit(), bit(), bit()]));
            let worst = DynamicImage::ImageRgb8(worst);
            let picture = develop(&as_format(&worst, ImageFormat::Png)).unwrap();
            assert!(picture.small.len() <= SMALL_BYTES, "{} bytes", picture.small.len());
            assert!(image::load_from_memory(&picture.small).is_ok());
        }
        let worst = image::RgbImage::from_fn(SMALL_SIDE, SMALL_SIDE, |_, _| {
            image::Rgb([bit(), bit(), bit()])
        });
        let coarsest = SMALL_QUALITIES[SMALL_QUALITIES.len() - 1];
        let coarse = encode(&DynamicImage::ImageRgb8(worst), coarsest);
        assert!(coarse.len() > SMALL_BYTES, "else it is not the worst: {} bytes", coarse.len());
    }

    #[test]
    fn png_and_webp_become_jpeg() {
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            let picture = develop(&as_format(&noise(30, 20), format)).unwrap();
            assert_eq!(image::guess_format(&picture.full).unwrap(), ImageFormat::Jpeg);
        }
    }

    #[test]
    fn what_is_no_photo_is_refused_beside_the_field() {
        let jpeg = as_format(&noise(64, 64), ImageFormat::Jpeg);
        let mut head_of_jpeg = jpeg[..20].to_vec();
        head_of_jpeg.extend(b"<html><script>alert(1)</script></html>");
        let mut bomb = as_format(&noise(2, 2), ImageFormat::Png);
        // The header says 60,000 pixels a side; its checksum follows suit.
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let checksum = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&checksum.to_be_bytes());
        for (sent, key) in [
            (b"GIF89a/*<script>*/=1".to_vec(), "attachment-refusal-type"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "attachment-refusal-type"),
            (b"MZ\x90\0 an installer".to_vec(), "attachment-refusal-type"),
            (Vec::new(), "attachment-refusal-type"),
            (head_of_jpeg, "attachment-refusal-damaged"),
            (bomb, "attachment-refusal-pixels"),
            (vec![0xff; MOST_BYTES + 1], "attachment-refusal-large"),
        ] {
            let refusal = develop(&sent).err().expect("refused");
            assert_eq!((refusal.field, &*refusal.key), (Some("photos"), key));
        }
    }

    /// The checksum of a PNG chunk.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
            })
        })
    }
}
