/**
 * Takes an operator's own rules and words in, and takes them in again when their files change.
 *
 * <pre>{@code
 * Supplier<Knowledge> knowledge = ownFolders.at("file://conf/whybounce/");
 * knowledge.get().classifier().diagnose(attempt);
 * }</pre>
 */
@NullMarked
package whybounce.mailets.own;

import org.jspecify.annotations.NullMarked;
