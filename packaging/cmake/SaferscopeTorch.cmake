# SPDX-License-Identifier: GPL-3.0-or-later
# libtorch: Debian's package, an official archive in CMAKE_PREFIX_PATH, or the one inside a Python torch. Sets
# TORCH_LIBRARIES, TORCH_INCLUDE_DIRS and TORCH_CXX_FLAGS.
set(SAFERSCOPE_TORCH_ROOT "" CACHE PATH "Folder of an installed Python torch to link (packaging/gpu-check); empty = find_package")
set(SAFERSCOPE_TORCH_ABI 1 CACHE STRING "_GLIBCXX_USE_CXX11_ABI of that torch")

if(NOT SAFERSCOPE_TORCH_ROOT)
  find_package(Torch REQUIRED)
  return()
endif()

# By hand, because TorchConfig.cmake of a CUDA build stops where the CUDA toolkit is not installed, though neither
# compiling nor running this program needs it.
set(root ${SAFERSCOPE_TORCH_ROOT})
set(TORCH_INCLUDE_DIRS ${root}/include ${root}/include/torch/csrc/api/include)
set(TORCH_CXX_FLAGS "-D_GLIBCXX_USE_CXX11_ABI=${SAFERSCOPE_TORCH_ABI}")
set(TORCH_LIBRARIES)
foreach(name torch torch_cpu c10 torch_cuda c10_cuda)
  find_library(SAFERSCOPE_LIB_${name} ${name} PATHS ${root}/lib NO_DEFAULT_PATH)
  mark_as_advanced(SAFERSCOPE_LIB_${name})
  if(SAFERSCOPE_LIB_${name})
    # Kernels register themselves when their library is loaded: no symbol of it is asked for, and yet it is needed.
    list(APPEND TORCH_LIBRARIES -Wl,--push-state,--no-as-needed,${SAFERSCOPE_LIB_${name}},--pop-state)
  endif()
endforeach()
if(NOT SAFERSCOPE_LIB_torch_cpu)
  message(FATAL_ERROR "There is no libtorch_cpu in ${root}/lib.")
endif()
# What libtorch_cuda needs in turn (cuDNN, cuBLAS) lies where its own run path says.
list(APPEND TORCH_LIBRARIES -Wl,--allow-shlib-undefined -Wl,-rpath,${root}/lib)
find_package(OpenMP COMPONENTS CXX)
if(OpenMP_CXX_FOUND)
  # at::parallel_for is compiled into this program and goes serial without.
  string(APPEND TORCH_CXX_FLAGS " ${OpenMP_CXX_FLAGS}")
endif()
unset(root)
