/**
 * Loads and validates the causes, rules and words that ship as data.
 *
 * <pre>{@code
 * Catalogue catalogue = Catalogue.shipped();
 * catalogue.cause("mailbox-full").whoMustAct();                   // RECIPIENT
 * catalogue.words("mailbox-full", Locale.ENGLISH).headline();     // "the recipient's mailbox is full"
 * }</pre>
 *
 * <p>The files: {@code causes.txt} lists the causes in order; {@code causes/<id>/cause.toml} says who must act and holds
 * the rules for any server; {@code causes/<id>/en.toml} holds the words; {@code providers/<id>.toml} says how a platform
 * is recognised and holds its own rules; {@code lists.toml} names the public block lists. A rule is
 *
 * <pre>{@code
 * [[rule]]
 * id = "greylisted.words"                   # unique; in a provider's file, cause = "..." besides
 * codes = ["450", "4xx"]                    # reply codes, x for any digit; quoted, as everything is
 * status = ["4.2.0", "x.7.1", "none"]       # enhanced codes, x for any class; none where there is none
 * phrases = ["grey listed", "greylist*"]    # one of these; "a ... b" lets words stand between
 * with = ["retry"]                          # one of these too: verbs beside the nouns, in any order
 * all = []                                  # each of these
 * none = ["block list"]                     # not one of these
 * stages = ["RCPT"]                         # or not_stages
 * list = "address"                          # the reply names a block list of this kind
 * weak = "yes"                              # for what stands before any reason: other rules decide first;
 * #                                           "last": where neither words nor an enhanced code say anything else
 * source = "RFC 6647"
 * checked = "2026-11-21"                    # optional: when somebody compared the rule with its source
 * examples = ["450 4.2.0 Greylisted"]       # it decides these; "MAIL: 550 no" for one said to MAIL
 * not = ["450 4.2.0 not now"]               # near misses
 * }</pre>
 *
 * <p>{@code look-alikes/<id>.toml} tells of what people take for a server's answer, with rules of its own that no reply to
 * a relay is judged by.
 *
 * <p>Phrases are whole words in any case; punctuation, accents, mail addresses and IP addresses do not count, and an
 * asterisk lets a word go on. Every key asks for something; all that are given must hold. Contractions, British
 * spellings and the like ("doesn't exist", "e-mail") need not be written: the build adds them.
 *
 * <p>A provider's file says how its servers are known: {@code mx} by the end of a host's name, {@code tags} by words that
 * only they use, {@code wording} by their way of speaking where nothing stronger tells; {@code links} are the pages whose
 * links may be shown, and {@code references} are the beginnings of its own codes ("IB", "AUP#"), which its
 * administrators want to be told.
 *
 * <p>The words of a cause, {@code en.toml}, may have variants, named by a provider or by a {@link
 * whybounce.catalogue.Circumstance}; each changes what it names, and all else stays:
 *
 * <pre>{@code
 * headline = "the other mail system takes only so many messages at a time"
 * postmaster_steps = ["Lower the number of connections to this provider."]
 *
 * [variant.google]
 * postmaster_steps = ["Look at the sender's page at Google.\ndig +short TXT {sender_domain}"]
 * }</pre>
 *
 * <p>Below a line feed stands what is to be pasted, filled in or not.
 */
@NullMarked
package whybounce.catalogue;

import org.jspecify.annotations.NullMarked;
