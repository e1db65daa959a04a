//! Names that the crowd of the sample goes by: given names as they occur, family names that were
//! made up from the words for trees, waters and stones.

/// Given names, several scripts and accents among them.
pub(super) const GIVEN: [&str; 64] = [
    "Ada", "Amara", "Anh", "Anaïs", "Bea", "Björn", "Calla", "Chidi", "Dara", "Dmitri", "Eda",
    "Elif", "Esra", "Farid", "Fenna", "Gael", "Greta", "Hana", "Hugo", "Ines", "Iván", "Jaya",
    "Jonas", "Kaia", "Kwame", "Lena", "Łucja", "Lior", "Mara", "Mateo", "Mei", "Mirza", "Nadia",
    "Niko", "Noor", "Odile", "Omar", "Orla", "Pavel", "Petra", "Quinn", "Rafael", "Renée", "Rowan",
    "Sage", "Samira", "Søren", "Suri", "Tariq", "Tess", "Tuấn", "Uma", "Vera", "Viktor", "Wanda",
    "Wren", "Xenia", "Yara", "Yusuf", "Zeynep", "Zoë", "Þóra", "Đức", "Ștefan",
];

/// Middle names; many people have none.
pub(super) const MIDDLE: [&str; 12] =
    ["", "", "", "", "", "Ann", "Lee", "James", "Marie", "Kai", "Rose", "Noé"];

/// Made-up family names.
pub(super) const FAMILY: [&str; 64] = [
    "Ashbrook", "Alderwick", "Bramblecote", "Birchmere", "Cedarfield", "Clayborn", "Dovewater",
    "Driftmoor", "Elmsworth", "Emberlow", "Fernhollow", "Flintwick", "Gorsewater", "Greywillow",
    "Hazelmoor", "Heronsgate", "Ironbark", "Ivywell", "Junipero", "Kestrelby", "Knollwood",
    "Larkmeadow", "Lindenau", "Mapleton-Reed", "Marlwater", "Nettlefold", "Northrill", "Oakenfell",
    "Ottermere", "Pebbleby", "Pinecrest", "Quarrymoor", "Quillwater", "Reedham", "Rowanstone",
    "Saltmarch", "Sedgewater", "Thornley", "Tidewell", "Underhill", "Ulmenau", "Valebrook",
    "Violetfen", "Wetherby", "Willowmere", "Yarrowgate", "Yewdale", "Zaubitz", "Núñezal",
    "Ibarrondo", "Łąkowski", "Škraba", "Ørebekk", "Ågård", "Çayırlı", "Đồng", "Ríovera", "Fontanel",
    "Hoshigawa", "Mizuno-ki", "Adeyari", "Okonjiri", "Silvabella", "Vinterhav",
];
