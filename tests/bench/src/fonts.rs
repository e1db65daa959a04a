//! The font files that every program sets the plan in: those that `print` carries.

/// PostScript name and file.
pub const FONTS: [(&str, &[u8]); 9] = [
    ("NotoSans-Regular", include_bytes!("../../../crates/print/fonts/NotoSans-Regular.ttf")),
    ("NotoSans-Bold", include_bytes!("../../../crates/print/fonts/NotoSans-Bold.ttf")),
    ("NotoSans-Italic", include_bytes!("../../../crates/print/fonts/NotoSans-Italic.ttf")),
    (
        "NotoSansHebrew-Regular",
        include_bytes!("../../../crates/print/fonts/NotoSansHebrew-Regular.ttf"),
    ),
    ("NotoSansHebrew-Bold", include_bytes!("../../../crates/print/fonts/NotoSansHebrew-Bold.ttf")),
    (
        "NotoSansArabic-Regular",
        include_bytes!("../../../crates/print/fonts/NotoSansArabic-Regular.ttf"),
    ),
    ("NotoSansArabic-Bold", include_bytes!("../../../crates/print/fonts/NotoSansArabic-Bold.ttf")),
    (
        "NotoSansMath-Regular",
        include_bytes!("../../../crates/print/fonts/NotoSansMath-Regular.ttf"),
    ),
    (
        "NotoSansSymbols2-Regular",
        include_bytes!("../../../crates/print/fonts/NotoSansSymbols2-Regular.ttf"),
    ),
];
