//! How a charter that extends another is laid over it.
//!
//! Tables are merged key by key, lists of tables entry by entry along their `id`; any other value
//! of the extending charter takes the place of the one below. An entry with `remove = true` drops
//! the one below.

use super::document::{Entry, Kind, Node, Table};

/// Lays `over` upon `base`; places and sources stay those of the file each value stands in.
pub(super) fn lay_over(base: Node, over: Node) -> Node {
    let kind = match (base.kind, over.kind) {
        (Kind::Table(below), Kind::Table(above)) => Kind::Table(tables(below, above)),
        (Kind::List(below), Kind::List(above)) if have_ids(&below) && have_ids(&above) => {
            Kind::List(lists(below, above))
        }
        (_, above) => above,
    };
    Node { at: over.at, source: over.source, kind }
}

fn tables(mut base: Table, over: Table) -> Table {
    // A name overridden in one language must not keep the other's old name beside it.
    base.entries.retain(|entry| {
        let named = entry.key.strip_suffix("_en");
        named.is_none_or(|name| over.get(name).is_none())
    });
    for Entry { key, at, node } in over.entries {
        let Some(index) = base.entries.iter().position(|entry| entry.key == key) else {
            base.entries.push(Entry { key, at, node });
            continue;
        };
        if removes(&node) {
            base.entries.remove(index);
            continue;
        }
        let below = base.entries[index].clone();
        base.entries[index] = Entry { key, at, node: lay_over(below.node, node) };
    }
    base
}

fn lists(mut base: Vec<Node>, over: Vec<Node>) -> Vec<Node> {
    for node in over {
        let Some(index) = base.iter().position(|below| id(below) == id(&node)) else {
            base.push(node);
            continue;
        };
        if removes(&node) {
            base.remove(index);
            continue;
        }
        let below = base[index].clone();
        base[index] = lay_over(below, node);
    }
    base
}

fn have_ids(list: &[Node]) -> bool {
    !list.is_empty() && list.iter().all(|node| id(node).is_some())
}

fn id(node: &Node) -> Option<&str> {
    node.table()?.text("id")
}

fn removes(node: &Node) -> bool {
    let flag = node.table().and_then(|table| table.get("remove"));
    flag.is_some_and(|flag| matches!(flag.kind, Kind::Flag(true)))
}

#[cfg(test)]
mod tests {
    use super::super::document::parse;
    use super::*;

    fn laid(base: &str, over: &str) -> Table {
        let node = lay_over(parse("base", base).expect("base"), parse("over", over).expect("over"));
        let Kind::Table(table) = node.kind else { panic!("a table") };
        table
    }

    #[test]
    fn a_value_above_replaces_the_one_below_and_the_rest_stays() {
        let table = laid("[a]\nx = 1\ny = 2\n", "[a]\ny = 3\n");
        let a = table.get("a").and_then(Node::table).expect("a");
        assert!(matches!(a.get("x").expect("x").kind, Kind::Integer(1)));
        let y = a.get("y").expect("y");
        assert!(matches!(y.kind, Kind::Integer(3)));
        assert_eq!((&*y.at.file, y.at.line), ("over", 2));
    }

    #[test]
    fn lists_of_tables_are_merged_along_their_ids() {
        let base = "[[c]]\nid = \"one\"\nn = 1\n[[c]]\nid = \"two\"\nn = 2\n";
        let over = "[[c]]\nid = \"two\"\nn = 5\n[[c]]\nid = \"one\"\nremove = true\n\
                    [[c]]\nid = \"three\"\nn = 3\n";
        let table = laid(base, over);
        let Kind::List(items) = &table.get("c").expect("c").kind else { panic!("a list") };
        let ids: Vec<_> = items.iter().filter_map(id).collect();
        assert_eq!(ids, ["two", "three"]);
        let n = items[0].table().and_then(|item| item.get("n")).expect("n");
        assert!(matches!(n.kind, Kind::Integer(5)));
    }

    #[test]
    fn plain_lists_are_replaced_as_a_whole() {
        let table = laid("w = [\"a\", \"b\"]\n", "w = [\"c\"]\n");
        let Kind::List(words) = &table.get("w").expect("w").kind else { panic!("a list") };
        assert_eq!(words.iter().filter_map(Node::text).collect::<Vec<_>>(), ["c"]);
    }

    #[test]
    fn a_new_name_does_not_keep_the_old_english_one() {
        let table = laid("name = \"x\"\nname_en = \"old\"\n", "name = \"y\"\n");
        assert!(table.get("name_en").is_none());
        let both = laid("name = \"x\"\nname_en = \"old\"\n", "name = \"y\"\nname_en = \"new\"\n");
        assert_eq!(both.text("name_en"), Some("new"));
    }
}
