/**
 * Other engines on our workloads: {@link io.weir.benchmarks.peers.PeerMain}. What is measured and how is said in {@code benchmarks/README.md}.
 */
package io.weir.benchmarks.peers;
