# SPDX-License-Identifier: GPL-3.0-or-later
# How a target of this project is made: language level, warnings and sanitizers are per target, never global flags.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(SAFERSCOPE_CCACHE ccache)
if(SAFERSCOPE_CCACHE)
  # A precompiled header is only cacheable when ccache is told that its time stamps do not matter.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${SAFERSCOPE_CCACHE})
endif()

include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=lld SAFERSCOPE_HAVE_LLD)

function(saferscope_common target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
  if(SAFERSCOPE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(SAFERSCOPE_HAVE_LLD)
    target_link_options(${target} PRIVATE -fuse-ld=lld)
  endif()
  if(SAFERSCOPE_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${SAFERSCOPE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${SAFERSCOPE_SANITIZE})
  endif()
endfunction()

# saferscope_library(NAME [TORCH] SOURCES ... LINKS ...): one static library per folder, so that a folder can
# use only what it links. TORCH marks the machine-learning side: it links libtorch.
function(saferscope_library name)
  cmake_parse_arguments(ARG "TORCH" "" "SOURCES;LINKS" ${ARGN})
  add_library(saferscope_${name} STATIC ${ARG_SOURCES})
  add_library(saferscope::${name} ALIAS saferscope_${name})
  saferscope_common(saferscope_${name})
  target_link_libraries(saferscope_${name} PUBLIC ${ARG_LINKS})
  if(ARG_TORCH)
    target_link_libraries(saferscope_${name} PUBLIC saferscope_torch)
    saferscope_precompiled(saferscope_${name} torch)
  else()
    saferscope_precompiled(saferscope_${name} std)
  endif()
endfunction()

# saferscope_test(NAME [QT] [TORCH] [NO_PCH] SOURCES ... LINKS ... [LABELS ...] [TIMEOUT seconds] [ENVIRONMENT ...]): one
# executable, one ctest entry. Without QT the test is written against tests/support/check.h (QtTest where Qt is there,
# a plain runner where it is not); with QT it is an ordinary QtTest of the window. NO_PCH: it links libtorch through
# something and includes none of it, so that neither precompiled header fits.
function(saferscope_test name)
  cmake_parse_arguments(ARG "QT;TORCH;NO_PCH" "TIMEOUT" "SOURCES;LINKS;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(test_${name} ${ARG_SOURCES})
  saferscope_common(test_${name})
  target_link_libraries(test_${name} PRIVATE ${ARG_LINKS})
  if(ARG_QT)
    set_target_properties(test_${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(test_${name} PRIVATE Qt6::Test Qt6::Widgets saferscope_test_support)
  else()
    target_link_libraries(test_${name} PRIVATE saferscope_check)
  endif()
  if(ARG_TORCH)
    target_link_libraries(test_${name} PRIVATE saferscope_torch)
    saferscope_precompiled(test_${name} torch)
  elseif(ARG_QT)
    saferscope_precompiled(test_${name} qt_test)
  elseif(NOT ARG_NO_PCH)
    saferscope_precompiled(test_${name} std)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" ENVIRONMENT
    "QT_QPA_PLATFORM=offscreen;OMP_WAIT_POLICY=passive;SAFERSCOPE_SOURCE_DIR=${PROJECT_SOURCE_DIR};SAFER_PROGRAM=$<TARGET_FILE:safer>;${ARG_ENVIRONMENT}")
endfunction()

# saferscope_ui_library(NAME SOURCES ... LINKS ...): the same for a folder of ui.
function(saferscope_ui_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_library(saferscope_ui_${name} STATIC ${ARG_SOURCES})
  add_library(saferscope::ui_${name} ALIAS saferscope_ui_${name})
  saferscope_common(saferscope_ui_${name})
  set_target_properties(saferscope_ui_${name} PROPERTIES AUTOMOC ON)
  target_compile_definitions(saferscope_ui_${name} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_KEYWORDS)
  target_link_libraries(saferscope_ui_${name} PUBLIC Qt6::Widgets ${ARG_LINKS})
  saferscope_precompiled(saferscope_ui_${name} qt)
endfunction()

# Sources of a library that call at::parallel_for: a template, which starts threads only where the source itself is
# compiled with OpenMP (the same run-time that libtorch brings). The flag does not match the precompiled header.
function(saferscope_parallel target)
  find_package(OpenMP COMPONENTS CXX)
  if(OpenMP_CXX_FOUND)
    separate_arguments(flags UNIX_COMMAND "${OpenMP_CXX_FLAGS}")
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS "${flags}" SKIP_PRECOMPILE_HEADERS ON)
    target_link_libraries(${target} PUBLIC ${OpenMP_CXX_LIBRARIES})
  endif()
endfunction()
