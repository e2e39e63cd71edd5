package whybounce.catalogue;

import java.util.List;

/**
 * A platform or server software whose replies are known, and how to know it.
 *
 * @param id stable: a file name and a metric label
 * @param name as people know it
 * @param mx host suffixes of its servers
 * @param tags phrases that only its servers say, in any reply
 * @param wording phrases that give it away when nothing stronger does
 * @param links hosts and paths whose links may be shown, without the scheme
 * @param references how its own codes in a reply begin, which its administrators want to be told: "IB", "AUP#"
 */
public record Provider(
        String id,
        String name,
        List<String> mx,
        List<String> tags,
        List<String> wording,
        List<String> links,
        List<String> references) {

    public Provider {
        mx = List.copyOf(mx);
        tags = List.copyOf(tags);
        wording = List.copyOf(wording);
        links = List.copyOf(links);
        references = List.copyOf(references);
    }
}
