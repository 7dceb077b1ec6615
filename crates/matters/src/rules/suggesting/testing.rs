//! A small invented corpus: four subjects, told in words that vary.

use super::{Example, Learned, learn};

/// Labels and texts, some ninety of them.
pub(super) fn corpus() -> Vec<(&'static str, String)> {
    const PLACES: [&str; 6] = ["南塔", "北塔", "东门", "地下一层", "12 层", "大堂"];
    const SUBJECTS: [(&str, [&str; 4]); 4] = [
        (
            "lift",
            ["电梯又停运了", "电梯门关不上", "客梯困人，电梯没人修", "电梯停在半层，停运半天"],
        ),
        (
            "parking",
            ["车位被占", "外来车辆乱停，占了车位", "车库车位不够停车", "停车费乱涨，车位难找"],
        ),
        ("fumes", ["餐馆油烟呛人", "油烟管道对着窗", "厨房油烟飘进办公室", "油烟味太重，餐馆不管"]),
        ("power", ["整层停电", "配电箱跳闸断电", "电压不稳，机房断电", "停电没有通知"]),
    ];
    const ENDS: [&str; 4] = ["，盼处理", "，好几天了", "，物业不管", ""];
    let mut corpus = Vec::new();
    for (at, (label, sayings)) in SUBJECTS.into_iter().enumerate() {
        for (which, saying) in sayings.into_iter().enumerate() {
            for (round, place) in PLACES.into_iter().enumerate() {
                let end = ENDS[(at + which + round) % ENDS.len()];
                corpus.push((label, format!("{place}{saying}{end}")));
            }
        }
    }
    corpus
}

/// A model of the corpus.
pub(super) fn taught() -> Learned {
    let owned = corpus();
    let examples: Vec<Example<'_>> =
        owned.iter().map(|(label, text)| Example { label, text }).collect();
    learn(&examples).unwrap().0
}
