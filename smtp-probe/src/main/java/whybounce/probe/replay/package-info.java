/**
 * A recorded conversation as a server of its own: it says what the real one said, byte for byte, whenever the client has
 * said what was said to the real one.
 *
 * <pre>{@code
 * var script = Script.of(TranscriptReader.read(file)).orElseThrow();
 * try (var peer = new ScriptedPeer(script, Optional.empty(), 2525, System.out::println)) { // on loopback only
 *     peer.serve();
 * }
 * }</pre>
 */
@NullMarked
package whybounce.probe.replay;

import org.jspecify.annotations.NullMarked;
