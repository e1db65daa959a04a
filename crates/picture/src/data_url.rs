//! A picture as text that a page may show under `img-src 'self' data:`.

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::Image;

/// The picture as a `data:` URL.
pub fn data_url(image: &Image) -> String {
    format!("data:{};base64,{}", image.mime, STANDARD.encode(&image.bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_url_names_what_it_carries() {
        let image = Image { mime: "image/png", bytes: vec![1, 2, 3], width: 1, height: 1 };
        assert_eq!(data_url(&image), "data:image/png;base64,AQID");
    }
}
