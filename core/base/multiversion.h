// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// SAFERSCOPE_MULTIVERSION before a function: it is built once per instruction set and the best one is bound when the
// program starts. The sets are levels of the x86-64 ABI: naming a processor ("arch=skylake-avx512") binds that version
// on this very processor and no other. Sanitizers cannot run the binding code, clang spells the list in another way:
// both take the plain build.
#if defined(__x86_64__) && defined(__GNUC__) && __GNUC__ >= 12 && defined(__gnu_linux__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SAFERSCOPE_MULTIVERSION __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define SAFERSCOPE_MULTIVERSION
#endif
