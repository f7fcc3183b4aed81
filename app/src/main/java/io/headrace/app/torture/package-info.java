/// `headrace torture`: real processes on this machine, maltreated under load, and an independent account of what must
/// be
/// true afterwards.
///
/// ```
/// Workload ──► PostgreSQL ──► the services, as processes of `headrace run` ──► topics
///    │                           ▲ Faults                                        │
///    └─► Ledger ─────────────────────────────► Scans ◄───────────────────────────┘
/// ```
/// The scans share no code with capture but the names of headers.
@NullMarked
package io.headrace.app.torture;

import org.jspecify.annotations.NullMarked;
