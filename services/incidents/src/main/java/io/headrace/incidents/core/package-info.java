/// The rules of incidents, free of input and output.
///
/// ```
///  ┌──────┐  Report: IncidentOpened    ┌──────────────────────────────────────┐
///  │ Calm │ ─────────────────────────► │ Open                                 │
///  │      │                            │  Report: IncidentRecurred            │
///  │      │ ◄───────────────────────── │  Acknowledge: IncidentAcknowledged   │
///  └──────┘  Clear: IncidentResolved   └──────────────────────────────────────┘
/// ```
/// Letters that a service put aside are one incident: it is resolved when as many were settled as were reported.
@NullMarked
package io.headrace.incidents.core;

import org.jspecify.annotations.NullMarked;
