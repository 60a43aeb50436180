// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing: the targets of SaferscopePrecompiled.cmake exist for their precompiled headers.
